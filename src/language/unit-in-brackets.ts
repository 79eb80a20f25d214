/** The unit of measure that a name in a table ends with: "Thất thoát nước (%)", "Điểm đổ rác còn lại (điểm)". */

const MEASURES =
  '%|‰|(?:nghìn|ngàn|triệu|tỷ|tỉ)?\\s?đồng|ha|km|m2|m²|m3|m³|tấn|tạ|kg|hộ|người|lượt(?:\\s\\p{L}+)?|lớp|điểm|ngày|giờ|lần|con|cơ sở|mô hình|sản phẩm|công trình|cây|cái|chiếc|bộ|đơn vị|thôn|xóm|ấp|bản|doanh nghiệp|hợp tác xã|vụ|buổi|trường hợp|hồ sơ|học sinh|trẻ'
/** "(ngày/năm, không quá)": what bounds the figure stands behind its unit. */
const IN_BRACKETS = new RegExp(
  `\\(\\s*(?:đvt\\s*:?\\s*|đơn vị(?: tính)?\\s*:?\\s*)?((?:${MEASURES})(?:/\\p{L}+){0,2})\\s*(?:,\\s*(?:không quá|tối đa|tối thiểu|ít nhất|trở lên|dưới|trên)\\s*)?\\)\\s*$`,
  'iu',
)

/** Null where the name ends with no brackets, or with others: "Hộ nghèo (đa chiều)". */
export function unitInBrackets(name: string): string | null {
  return IN_BRACKETS.exec(name)?.[1] ?? null
}
