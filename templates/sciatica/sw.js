// The service worker of one edition: what it keeps of the product, and the parts it is made of.
const SHELL = {{ shell|safe }};

importScripts(
  "{% static 'js/worker/routes.js' %}",
  "{% static 'js/worker/door.js' %}",
  "{% static 'js/worker/copies.js' %}",
  "{% static 'js/worker/ahead.js' %}",
  "{% static 'js/worker/pages.js' %}",
  "{% static 'js/worker/push.js' %}",
);
