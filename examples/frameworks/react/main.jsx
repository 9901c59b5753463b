import "banmian/define";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import text from "../page.txt?raw";

const Reader = () => {
  const [view, setView] = useState("page");
  const [stories, setStories] = useState(0);
  return (
    <>
      <p>
        <button onClick={() => setView("list")}>As a list</button> <output>{stories} stories</output>
      </p>
      <banmian-viewer text={text} view={view} onbanmian-load={({ detail }) => setStories(detail.page.articles.length)} />
    </>
  );
};

createRoot(document.querySelector("#app")).render(<Reader />);
