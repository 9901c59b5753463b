import "banmian/define";
import { mount } from "svelte";
import Reader from "./Reader.svelte";

mount(Reader, { target: document.querySelector("#app") });
