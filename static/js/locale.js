/** How the page's language writes dates and times; the server's English is that of Britain. */
export function locale() {
  const { lang } = document.documentElement;
  return lang === "en" ? "en-GB" : lang;
}
