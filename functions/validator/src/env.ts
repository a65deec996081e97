/** This function needs no environment variables. */
export type Environment = Record<never, string>;
