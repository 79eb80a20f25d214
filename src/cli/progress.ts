import { Presets, SingleBar } from 'cli-progress'

export type Progress = { done: number; total: number; file: string }

/** Shows long work on standard error: a bar on a terminal, one plain line a file otherwise. */
export function createProgress(
  title: string,
  stream: NodeJS.WriteStream = process.stderr,
): {
  report(progress: Progress): void
  stop(): void
} {
  if (!stream.isTTY) {
    return {
      report: ({ done, total, file }) => void (file && stream.write(`${title} ${done + 1}/${total}: ${file}\n`)),
      stop: () => {},
    }
  }
  const bar = new SingleBar({ format: `${title} {bar} {value}/{total} {file}`, stream }, Presets.shades_classic)
  let started = false
  return {
    report: ({ done, total, file }) => {
      if (!started) bar.start(total, done, { file })
      started = true
      bar.update(done, { file })
    },
    stop: () => bar.stop(),
  }
}
