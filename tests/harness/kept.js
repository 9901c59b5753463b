// What the viewer keeps in the browser of a reader's own, for tests that begin with nothing, and what it
// offers of it.

// Leaves nothing kept, in a page that is open.
export const forgetAll = (viewer) =>
  viewer.run(async () => {
    // what is left at its start leaves no place behind
    await viewer().show("page", null, 0);
    localStorage.clear();
    sessionStorage.clear();
    const done = (request) => new Promise((then, fail) => Object.assign(request, { onsuccess: () => then(request.result), onerror: () => fail(request.error) }));
    const database = indexedDB.open("banmian");
    database.onupgradeneeded = () => database.result.createObjectStore("files");
    const kept = await done(database);
    await done(kept.transaction("files", "readwrite").objectStore("files").clear());
    kept.close();
  });

// How many files or folders are kept.
export const countKept = (viewer) =>
  viewer.run(async () => {
    const done = (request) => new Promise((then, fail) => Object.assign(request, { onsuccess: () => then(request.result), onerror: () => fail(request.error) }));
    const database = indexedDB.open("banmian");
    database.onupgradeneeded = () => database.result.createObjectStore("files");
    const open = await done(database);
    const all = await done(open.transaction("files").objectStore("files").getAll());
    open.close();
    return all.flatMap(({ files, handles }) => files ?? handles).length;
  });

// What is offered, in words; null where nothing is. To be run in the page.
export const offered = () => {
  const node = viewer().shadowRoot.querySelector("[part=offer]");
  return node?.checkVisibility() ? node.querySelector("p").textContent : null;
};

// Presses a button of what is offered, by its words.
export const answer = async (viewer, words) => {
  const at = await viewer.until((words) => {
    const buttons = [...viewer().shadowRoot.querySelectorAll("[part=offer] button")];
    return buttons.findIndex((button) => [button.textContent, button.getAttribute("aria-label")].includes(words)) + 1;
  }, words);
  await viewer.clickPart(`[part=offer] button:nth-of-type(${at})`);
};
