// One browser with several phones in it, each an origin of its own, so that none shares a store.

const { origins } = await (await fetch("/chaos/phones")).json();

// So small that all are in sight: a browser lets the timers of others wait.
const SIDE = 40;

for (const origin of origins) {
  const phone = document.createElement("iframe");
  phone.width = phone.height = SIDE;
  phone.src = `${origin}/chaos/phone/`;
  document.body.append(phone);
}
