/** Where Lambda traces, each of seven lines of an order's logs names its trace, which takes 50 bytes. Nothing here does. */
export const TRACE_ID_BYTES = 7 * 50;
