// Whoever was here is gone; the next page is that of whoever was called.

location.replace("/chaos/phone/");
