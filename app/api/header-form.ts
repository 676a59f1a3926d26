/** `If-Match`: the ETag of a record, which is its version; 0 for statements before the first version. */
export const VERSION = /^"(0|[1-9][0-9]{0,6})"$/;

/** `Idempotency-Key`: a string of RFC 9651. Its quotes are optional if it contains no space. */
export const IDEMPOTENCY_KEY =
  /^(?:"([\x20\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{1,255}))$/;
