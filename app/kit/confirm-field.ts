/** The field of the page that asks "is it you?", sent with the form that was held back. */
export const CONFIRM_FIELD = "confirmPassword";
