/** An id as the product and the database write it: in lower case, of any version (RFC 9562, section 4). */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
