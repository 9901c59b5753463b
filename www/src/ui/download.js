// Downloads files that the viewer has made.

/**
 * Has the browser save a file under a name.
 *
 * @param {Blob} file
 * @param {string} name
 */
export const download = (file, name) => {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: name });
  link.click();
  // a browser may begin to read it late
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
