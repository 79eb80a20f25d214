import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { firstContact } from '../../src/conversation/replies.ts'

const page = readFileSync('docs/privacy.md', 'utf8')
const schema = readFileSync('prisma/schema.prisma', 'utf8')
const tables = [...schema.matchAll(/^ {2}@@map\("(\w+)"\)/gm)].map((match) => match[1] ?? '')
const named = new Set([...page.matchAll(/`([a-z_]+)`/g)].map((match) => match[1]))

describe('the page on personal data', () => {
  it('names every table of the schema', () => {
    expect(tables).toHaveLength([...schema.matchAll(/^model /gm)].length)
    expect(tables.filter((table) => !named.has(table))).toEqual([])
  })

  it('quotes the notice that people really see', () => {
    const said = firstContact({ commune: 'xã …', retentionDays: 90 }).replace('90', '<n>')
    for (const line of said.split('\n')) expect(page).toContain(`> ${line}`)
  })

  it('names only settings that the program reads, and the days it keeps messages by default', () => {
    const configuration = globSync('src/config*.ts')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    const settings = [...page.matchAll(/`([A-Z]+_[A-Z_]+)(?:=\w+)?`/g)].map((match) => match[1] ?? '')
    expect(settings.length).toBeGreaterThan(8)
    for (const setting of settings) expect(configuration, setting).toContain(setting)
    const days = /MESSAGE_RETENTION_DAYS: .*default\((\d+)\)/.exec(configuration)?.[1]
    expect(page).toContain(`\`MESSAGE_RETENTION_DAYS\`, ${days} unless set`)
  })

  it('leads to papers that exist', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? '')
    for (const link of links) expect(existsSync(`docs/${link}`), link).toBe(true)
  })
})
