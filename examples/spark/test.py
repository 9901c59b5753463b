"""A thousand pages through two workers of Spark give what the command gives.

    python test.py [BANMIAN]
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile

from pyspark.sql import SparkSession

from pages import pages

PAGES = 1000
PLACES = "柳口 河湾 东桥 南塘 石门 北渡 青溪 白鹭".split()
THINGS = "图书室 渡口 小学 卫生所 菜市场 文化站 老戏台 果园".split()
DEEDS = "昨日重新开放 今起延长时间 完成修缮 迎来首批访客 换上新灯".split()


def text(of):
    """A page of a few stories, some cut where a column ended; the same for the same number."""
    pick = random.Random(of).choice
    out = []
    for _ in range(pick(range(2, 6))):
        place, thing, deed = pick(PLACES), pick(THINGS), pick(DEEDS)
        out.append(f"{place}{thing}{deed}")
        out.append(f"本报讯 {place}{thing}{deed},附近居民前来参观。工作人员说,{thing}此后每天开门,")
        out.append(f"周末也不休息。{place}居民李某说,走路十分钟就到{thing}。")
    return "\n\n".join(out) + "\n"


def main(banmian):
    here = pathlib.Path(__file__).resolve().parent
    with tempfile.TemporaryDirectory() as folder:
        texts, parquet = pathlib.Path(folder, "texts"), pathlib.Path(folder, "pages.parquet")
        texts.mkdir()
        for n in range(PAGES):
            (texts / f"{n:04}.txt").write_text(text(n), encoding="utf-8")

        builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("banmian")
        quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
        spark = builder.config(map=quiet).getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        # what the partitions run
        spark.sparkContext.addPyFile(str(here / "pages.py"))
        pages(spark, banmian, str(texts)).write.parquet(str(parquet))
        rows = spark.read.parquet(str(parquet)).collect()
        spark.stop()

        lines = subprocess.run([banmian, "parse", texts], check=True, capture_output=True, text=True).stdout
    wanted = {pathlib.Path(line["source"]).name: line["page"]["articles"] for line in map(json.loads, lines.splitlines())}
    found = {pathlib.Path(row.path).name: json.loads(row.page)["articles"] for row in rows if row.error is None}
    assert len(rows) == len(wanted) == PAGES, f"{len(rows)} rows, {len(wanted)} pages"
    assert all(len(json.loads(row.page)["articles"]) == row.stories for row in rows)
    others = [name for name in wanted if found.get(name) != wanted[name]]
    assert not others, f"{len(others)} pages are others, the first of them {others[0]}"
    print(f"{len(rows)} rows, {sum(map(len, found.values()))} stories, the same as the command's")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "target/release/banmian")
