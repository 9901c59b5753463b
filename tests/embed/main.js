import "banmian/define";
import { parse } from "banmian";

globalThis.parsed = await parse("河湾镇新桥通车\n\n本报讯 昨日上午,河湾镇跨河新桥正式通车。");
