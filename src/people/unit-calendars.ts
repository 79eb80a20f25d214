import type { Runs } from './audit.ts'

/**
 * Ends the addresses at which the calendars of these posts' units are read, where one of these people has no post of the
 * unit left: an address is the unit's, so whoever had a post of it may know it. Returns how many ended.
 */
export async function endUnitCalendars(
  { query }: Runs,
  { postIds, personIds, by }: { postIds: readonly number[]; personIds: readonly number[]; by: string },
): Promise<number> {
  const ended = await query(
    `UPDATE calendar_feed AS feed SET revoked_at = now(), revoked_by = $3 FROM post
      WHERE post.id = ANY($1) AND feed.commune_id = post.commune_id AND feed.unit_name = post.unit_name
        AND feed.revoked_at IS NULL
        AND EXISTS (
          SELECT 1 FROM unnest($2::int[]) AS gone (person_id)
           WHERE NOT EXISTS (
             SELECT 1 FROM holding JOIN post AS other ON other.id = holding.post_id
              WHERE holding.person_id = gone.person_id AND holding.until IS NULL
                AND other.commune_id = post.commune_id AND other.unit_name = post.unit_name))
  RETURNING feed.id`,
    [postIds, personIds, by],
  )
  return ended.length
}
