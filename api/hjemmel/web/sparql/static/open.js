// Fetches the editor when someone asks for it: its library weighs three times as much as the rest of the page.
"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const [box, row, button] = ["editor", "editor-ask", "editor-open"].map(find);
  const { files } = JSON.parse(find("editor-data").textContent);
  const add = (address) => new Promise((resolve, reject) => {
    const isStyle = address.endsWith(".css");
    const node = document.createElement(isStyle ? "link" : "script");
    Object.assign(node, isStyle ? { rel: "stylesheet", href: address } : { src: address, async: false });
    node.addEventListener("load", resolve);
    node.addEventListener("error", reject);
    document.head.append(node);
  });
  const open = async () => {
    button.disabled = true;
    try {
      await Promise.all(files.map(add));
      row.hidden = true;
    } catch {
      button.disabled = false; // the form below does all by itself; it can be tried again
    }
  };
  row.hidden = false;
  button.addEventListener("click", async () => {
    await open();
    if (row.hidden) box.focus();
  });
  if (location.hash === "#editor") open();
})();
