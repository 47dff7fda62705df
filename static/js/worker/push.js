// Reminders in the service worker: shows what the server says, opens the app, and stays subscribed.
{
  const API = "/api/v1/push/";
  /** A newer reminder takes the place of an older one. */
  const TAG = "program";

  /** Show the words of a message, all of which the server wrote in the reader's language. */
  function show({ title, body, address, icon, lang, dir, later }) {
    return self.registration.showNotification(title, {
      body,
      icon,
      lang,
      dir,
      tag: TAG,
      renotify: true,
      data: { address },
      actions: [{ action: "later", title: later }],
    });
  }

  /** Go to the day, but never away from a page of it that is open: a session may be running. */
  async function open(address) {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const page = pages.find((one) => new URL(one.url).pathname.startsWith(address));
    return page ? page.focus() : self.clients.openWindow(address);
  }

  /** Take the place of a subscription that the browser gave up; the server knows whose it was. */
  async function renew({ oldSubscription, newSubscription }) {
    if (!oldSubscription) return;
    const known = await fetch(API, { redirect: "error" });
    if (!known.ok) return;
    const { key, token } = await known.json();
    const options = { userVisibleOnly: true, applicationServerKey: key };
    const renewed = newSubscription ?? (await self.registration.pushManager.subscribe(options));
    await fetch(API, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ ...renewed.toJSON(), replaces: oldSubscription.endpoint }),
    });
  }

  self.addEventListener("push", (event) => {
    if (event.data) event.waitUntil(show(event.data.json()));
  });

  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    if (event.action !== "later") event.waitUntil(open(event.notification.data.address));
  });

  self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));
}
