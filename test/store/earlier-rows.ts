import { ensurePassagePartition, type Store } from '../../src/store/index.ts'

/** What the program of each version wrote: a row in every table that its migration made, and in columns that later ones touch. */
export const ROWS_BY_MIGRATION: Readonly<Record<string, string>> = {
  '20261122000000_first': `
    INSERT INTO commune (slug, name) VALUES ('binh-phu', 'xã Bình Phú');
    INSERT INTO document (commune_id, file, digest, identity, text, title, warnings)
      VALUES (1, 'a.txt', 'd', '{"number": "12/KH-UBND"}', 'toàn văn', 'Kế hoạch', '{mờ}');
    INSERT INTO section (document_id, position, level, heading, path, cite) VALUES (1, 1, 1, 'Mục I', '{I}', 'mục I');
    INSERT INTO passage (commune_id, document_id, position, kind, cite, heading, quote, tokens)
      VALUES (1, 1, 1, 'prose', 'mục I', 'Mục I', 'nộp trước ngày 25', 'nộp trước ngày 25');
    INSERT INTO unit (commune_id, name, aliases) VALUES (1, 'Phòng Kinh tế', '{PKT}');
    INSERT INTO duty (document_id, position, name, lead, ends_on, origin, section, quote, key, state)
      VALUES (1, 1, 'Rà soát', '{"Phòng Kinh tế"}', '2026-12-25', 'appendix', 'I', 'rà soát', 'k1', 'confirmed');
    INSERT INTO reporting_rule (document_id, position, who, cadence, section, quote, key)
      VALUES (1, 1, '{"Phòng Kinh tế"}', 'quarter', 'II', 'báo cáo quý', 'k2');
    INSERT INTO target (document_id, position, text, op, value, unit, section, quote, key)
      VALUES (1, 1, 'hộ nghèo', '<=', 2.5, '%', 'III', 'dưới 2,5 %', 'k3');
    INSERT INTO person DEFAULT VALUES;
    INSERT INTO channel_account (person_id, channel, external_id) VALUES (1, 'telegram', '42');
    INSERT INTO channel_account (person_id, channel, external_id, role, unit_name)
      VALUES (1, 'web', 'can-bo', 'official', 'Phòng Kinh tế');
    INSERT INTO conversation (account_id) VALUES (1);
    INSERT INTO message (conversation_id, direction, external_key, text, status)
      VALUES (1, 'in', 'k1', 'câu hỏi cũ', 'answered');
    INSERT INTO message (conversation_id, direction, external_key, text, status, citations, answers_id, feedback)
      VALUES (1, 'out', 'k2', 'câu trả lời cũ', 'sent', '[]', 1, 1);
    INSERT INTO ingestion_run (report) VALUES ('{"new": 1}');
    INSERT INTO setting (name, value) VALUES ('message_retention_days', '60');`,
  '20261129020000_channels': `
    INSERT INTO inbox (channel, endpoint, external_key, provider_kind, status, finished_at)
      VALUES ('telegram', '', 'u1', 'message', 'taken', now());`,
  '20261129021500_commune_vectors': `
    INSERT INTO commune_vectors (commune_id, space) VALUES (1, 'bge-m3');`,
  '20261129021500_review': `
    INSERT INTO review_change (document_id, subject, subject_id, action, by, before)
      VALUES (1, 'duty', 1, 'corrected', 'Văn phòng', '{"name": "Rà"}');`,
  '20261129022000_posts': `
    UPDATE person SET name = 'Nguyễn Văn A', phone = '0900000000' WHERE id = 1;
    INSERT INTO post (commune_id, unit_name, role, title) VALUES (1, 'Phòng Kinh tế', 'head', 'Trưởng phòng');
    INSERT INTO holding (post_id, person_id) VALUES (1, 1);
    INSERT INTO link_code (post_id, person_id, token_hash, typed_hash, made_by, expires_at)
      VALUES (1, 1, 't', 'g', 'Văn phòng', now() + interval '10 minutes');
    INSERT INTO link_attempt (key, points) VALUES ('ip', 2);
    INSERT INTO consent (person_id, purpose, version) VALUES (1, 'lessons', '1');
    INSERT INTO preference (person_id, value) VALUES (1, '{"quiet": true}');
    INSERT INTO audit_entry (actor, action, commune_id) VALUES ('1', 'linked', 1);`,
  '20261129024500_lessons_and_own_reminders': `
    INSERT INTO lesson_subscription (account_id, status) VALUES (1, 'active');
    INSERT INTO lesson_progress (account_id, lesson, choice, is_right) VALUES (1, 'bai-1', 2, true);
    INSERT INTO own_reminder (account_id, about, due_at) VALUES (1, 'nộp thuế', now() + interval '1 day');`,
  '20261129025500_tickets': `
    INSERT INTO ticket (commune_id, account_id, topic, post_id, remind_at)
      VALUES (1, 1, 'hỏi vay vốn', 1, now() + interval '4 hours');
    INSERT INTO ticket_line (ticket_id, side, key, text) VALUES (1, 'citizen', 'k', 'nói thêm');
    INSERT INTO ticket_talk (account_id, ticket_id, side) VALUES (1, 1, 'citizen');`,
  '20261129030000_sign_in': `
    INSERT INTO login (person_id, name, password_hash) VALUES (1, 'nguyen.van.a', 'argon2id');
    INSERT INTO session (token_hash, person_id) VALUES ('h', 1);
    INSERT INTO sign_in_link (token_hash, purpose, person_id, expires_at)
      VALUES ('l', 'set_password', 1, now() + interval '3 days');`,
  '20261129041000_zalo_oa': `
    INSERT INTO zalo_oa (oa_id, access_token, refresh_token, obtained_at, access_expires_at, refresh_expires_at)
      VALUES ('9', 'a', 'r', now(), now() + interval '1 hour', now() + interval '90 days');`,
  '20261129052000_duties': `
    INSERT INTO occurrence (commune_id, document_id, kind, rule_key, slot, body_key, body_name, source_id, section, title,
        cadence, due, last_safe, late_from, known_on, units)
      VALUES (1, 1, 'report', 'k2', '2026-Q4', 'phong kinh te', 'Phòng Kinh tế', 1, 'II', 'báo cáo quý',
        'quarter', '2026-12-25', '2026-12-25', '2026-12-26', '2026-11-29', '{"Phòng Kinh tế"}');
    INSERT INTO occurrence_event (occurrence_id, kind, person_id, by) VALUES (1, 'started', 1, 'Trưởng phòng');
    INSERT INTO office_date (document_id, rule_key, cadence, days, by)
      VALUES (1, 'k2', 'quarter', '{2026-12-25}', 'Văn phòng');`,
  '20261129052100_reminders': `
    INSERT INTO reminder_message (commune_id, key, person_id, post, day, class, status, text, summary)
      VALUES (1, 'r1', 1, 'Trưởng phòng', '2026-11-29', 'reminder', 'done', 'sắp đến hạn', 'một việc');
    INSERT INTO reminder_step (commune_id, key, day, message_id) VALUES (1, 's1', '2026-11-29', 1);`,
  '20261129065754_broadcasts': `
    INSERT INTO broadcast (commune_id, kind, sender, title, text, post_ids)
      VALUES (1, 'meeting', 'Văn phòng', 'Họp giao ban', 'mời họp', '{1}');
    INSERT INTO broadcast_recipient (broadcast_id, account_id, post_id) VALUES (1, 1, 1);`,
  '20261129071302_curated_answers': `
    INSERT INTO curated_answer (commune_id, questions, answer, source, written_by)
      VALUES (1, '{"vay vốn ở đâu"}', 'Phòng Kinh tế', 'mục I', 1);
    INSERT INTO curated_asking (curated_id, message_id) VALUES (1, 1);
    INSERT INTO answer_mark (message_id, verdict, person_id) VALUES (2, 'wrong', 1);`,
  '20261129071700_calendar_feed': `
    INSERT INTO calendar_feed (commune_id, unit_name, digest, made_by) VALUES (1, 'Phòng Kinh tế', 'd', 'Văn phòng');`,
  '20261129072451_feedback': `
    INSERT INTO feedback (commune_id, account_id, code, kind, what, due_on)
      VALUES (1, 1, 'PA-1', 'report', 'ổ gà', '2026-12-10');
    INSERT INTO feedback_event (feedback_id, state, reply) VALUES (1, 'received', 'đã nhận');
    INSERT INTO feedback_photo (feedback_id, bytes) VALUES (1, '\\xffd8'::bytea);
    INSERT INTO feedback_draft (account_id, kind, step, what, last_message_id) VALUES (1, 'voter', 'place', 'đèn', 1);`,
  '20261129075512_council': `
    INSERT INTO council_session (commune_id, title, opens_at, document_ids, written_by)
      VALUES (1, 'Kỳ họp thứ 5', now() + interval '9 days', '{1}', 1);
    INSERT INTO council_asking (account_id, session_id) VALUES (1, 1);`,
  '20261129080419_target_results': `
    INSERT INTO target_result (document_id, target_key, result, as_of, said_by) VALUES (1, 'k3', '2,1 %', '2026-11-29', 1);`,
  '20261129080500_reminder_desk': `
    INSERT INTO reminder_pause (commune_id, reason, by) VALUES (1, 'nghỉ lễ', 'Văn phòng');`,
  '20261130073600_own_sessions': `
    INSERT INTO session (token_hash, person_id, device) VALUES ('h2', 1, 'Chrome, Windows');`,
}

/** A row in every table of the present schema, as those versions wrote it. The store is empty before. */
export async function fillEveryTable(store: Pick<Store, 'query' | 'capabilities' | 'withTransaction'>): Promise<void> {
  for (const [at, sql] of Object.values(ROWS_BY_MIGRATION).entries()) {
    if (at === 0) await ensurePassagePartition(store, 1)
    await store.withTransaction(({ exec }) => exec(sql))
  }
}
