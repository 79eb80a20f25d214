/**
 * "Bình dân học vụ số" in the chat: twenty short lessons, one a day to whoever agreed, each with one question. Owns which
 * lesson is next, who subscribed, and how far each got. Promises that nobody is subscribed without a clear "Đồng ý", at most
 * one lesson a day, and that telling one twice under its key is harmless. Refuses to send: whoever calls `due` sends.
 */
export { createLessons, type DueLesson, type Lessons, type LessonsOptions, type Progress } from './lessons.ts'
