// The strip of an edition's pages: the one before, a choice of all, the next, and how far
// reading them has come.

export const strip = (act) => {
  const node = document.createElement("div");
  node.part = "pages";
  node.setAttribute("role", "group");
  node.hidden = true;
  const turn = (by) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.turn = by;
    button.addEventListener("click", () => act.turn(choice.selectedIndex + by));
    return button;
  };
  const choice = document.createElement("select");
  choice.addEventListener("change", () => act.turn(choice.selectedIndex));
  const progress = document.createElement("progress");
  progress.hidden = true;
  const [back, on] = [turn(-1), turn(1)];
  const title = document.createElement("span");
  node.append(title, back, choice, on, progress);

  let named = [];
  const show = (pages, index, t) => {
    node.hidden = pages.length < 2;
    if (node.hidden) return;
    title.textContent = pages.title ?? "";
    node.setAttribute("aria-label", [t("pages"), title.textContent].filter(Boolean).join(" · "));
    choice.setAttribute("aria-label", t("pages.choose"));
    back.setAttribute("aria-label", t("pages.previous"));
    on.setAttribute("aria-label", t("pages.next"));
    progress.setAttribute("aria-label", t("pages.reading"));
    const names = pages.map(({ name }, i) => `${i + 1}/${pages.length} · ${plain(name) || t("pages.number", { number: i + 1 })}`);
    // thousands of them take their time
    if (named.join("\n") !== names.join("\n")) choice.replaceChildren(...names.map((name) => new Option(name)));
    named = names;
    choice.selectedIndex = index;
    back.disabled = index === 0;
    on.disabled = index === pages.length - 1;
  };

  const read = (count, of, slow) => {
    progress.hidden = !slow || count === of;
    progress.max = of;
    progress.value = count;
  };

  return { node, show, read };
};

const plain = (name) => name.replace(/\.te?xt$/i, "");
