/** What this phone is reminded by; nothing when it is not. */
export async function subscription() {
  const worker = await navigator.serviceWorker?.getRegistration();
  return worker?.pushManager?.getSubscription();
}
