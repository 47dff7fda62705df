// One browser with several phones in it, each an origin of its own, so that none shares a store.

const { origins } = await (await fetch("/chaos/phones")).json();

for (const origin of origins) {
  const phone = document.createElement("iframe");
  phone.src = `${origin}/chaos/phone/`;
  document.body.append(phone);
}
