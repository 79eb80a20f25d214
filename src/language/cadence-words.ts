/** The period of a report as people name it: "báo cáo quý", "báo cáo 6 tháng". */
export const CADENCE_WORDS = {
  weekly: 'tuần',
  monthly: 'tháng',
  quarterly: 'quý',
  'half-yearly': '6 tháng',
  'nine-monthly': '9 tháng',
  yearly: 'năm',
} as const
