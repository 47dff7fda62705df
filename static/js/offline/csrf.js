/** The token that goes with a request, as the cookie has it now: a sign-in may have changed it. */
export function csrfToken() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";
}
