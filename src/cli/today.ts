/** Today in Vietnam, as ISO. */
export function todayInVietnam(): string {
  return Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString()
}
