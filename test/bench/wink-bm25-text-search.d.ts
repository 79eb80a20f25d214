declare module 'wink-bm25-text-search' {
  type Engine = {
    defineConfig(config: {
      fldWeights: Record<string, number>
      bm25Params?: { k?: number; b?: number; k1?: number }
    }): void
    definePrepTasks(tasks: ((text: string) => string[])[]): void
    addDoc(document: Record<string, string>, id: number): void
    consolidate(): void
    search(text: string, limit?: number): [id: string, score: number][]
  }
  export default function bm25(): Engine
}
