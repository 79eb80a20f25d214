/** The row of `commune` that is nobody's (see the schema): what it holds is told to the people of every commune. */
export const SHARED_COMMUNE_ID = 0
