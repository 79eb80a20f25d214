import type { Hono } from 'hono'

export type Visit = {
  get(path: string): Promise<Response>
  submit(path: string, fields: Record<string, string>): Promise<Response>
  send(path: string, body: unknown): Promise<Response>
}

const HERE = 'http://127.0.0.1:8080'

/** One browser without scripts: keeps its cookie and says where a form comes from. */
export function visit(app: Hono, { origin = HERE, host = HERE }: { origin?: string; host?: string } = {}): Visit {
  let cookie = ''
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await app.request(`${host}${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
    })
    const set = response.headers.get('set-cookie')
    if (set) cookie = set.split(';')[0] ?? ''
    return response
  }
  return {
    get: (path) => request(path),
    submit: (path, fields) =>
      request(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
      }),
    send: (path, body) =>
      request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  }
}

/** A citizen who has chosen a commune. */
export async function citizenOf(app: Hono, commune: string): Promise<Visit> {
  const person = visit(app)
  await person.submit('/chon', { xa: commune })
  return person
}
