// Pictures of printed pages, as files.

/** @type {(given: any) => boolean} whether what is given is a picture that browsers show */
export const isPicture = (given) =>
  given instanceof Blob && (/^image\/(png|jpeg|webp|avif|gif)$/.test(given.type) || /\.(png|jpe?g|webp|avif|gif)$/i.test(/** @type {File} */ (given).name ?? ""));

/**
 * A file as addresses that an image may have: as `data:`, which the policy of banmian.html allows, and as
 * `blob:`, where a policy allows only that, or the file is too long for the other. `release` is to be called
 * once the picture is there.
 *
 * @param {Blob} file
 * @returns {Promise<{ addresses: string[], release: () => void }>}
 */
export const addressesOf = async (file) => {
  const data = await new Promise((done) => {
    const reader = new FileReader();
    reader.onloadend = () => done(reader.result ?? "");
    reader.readAsDataURL(file);
  });
  const blob = URL.createObjectURL(file);
  return { addresses: [data, blob], release: () => URL.revokeObjectURL(blob) };
};
