/** The password field of the page that asks users to confirm their identity before it sends the interrupted form. */
export const CONFIRM_FIELD = "confirmPassword";
