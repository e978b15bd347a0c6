import { SuuntaChat } from "./suunta-chat.js";

if (!customElements.get("suunta-chat")) customElements.define("suunta-chat", SuuntaChat);
