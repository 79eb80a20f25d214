/** `fetch` for servers the operator named: what is sent to them goes nowhere else, whatever they answer. */
export function fetchThere(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  return fetch(input, { ...init, redirect: 'error' })
}
