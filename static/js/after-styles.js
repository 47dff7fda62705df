// A script behind a stylesheet runs once that is there: what comes now no longer shares a slow line
// with it.

document.head.append(document.getElementById("after-styles").content);
