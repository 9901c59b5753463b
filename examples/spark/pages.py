"""Reads the texts of newspaper pages with Spark and writes a row a page, as Parquet.

    python pages.py --banmian target/release/banmian 'archive/*.txt' pages.parquet

Every partition runs one `banmian stream`: a line of JSON a text goes in, a line a page comes
out, in the same order, so that memory does not grow with the partition.
"""

import argparse
import json
import os
import subprocess
import threading

from pyspark import SparkFiles
from pyspark.sql import Row, SparkSession
from pyspark.sql.functions import input_file_name
from pyspark.sql.types import IntegerType, StringType, StructField, StructType

SCHEMA = StructType([
    StructField("path", StringType(), nullable=False),
    StructField("stories", IntegerType()),
    StructField("page", StringType()),
    StructField("error", StringType()),
])


def read(rows):
    """A partition's rows of `path` and `value`, as rows of SCHEMA."""
    command = SparkFiles.get("banmian")
    os.chmod(command, 0o755)
    with subprocess.Popen([command, "stream", "--jobs", "1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as stream:

        def feed():
            with stream.stdin as pipe:
                for row in rows:
                    line = json.dumps({"path": row.path, "text": row.value}, ensure_ascii=False)
                    pipe.write(line.encode() + b"\n")

        feeder = threading.Thread(target=feed)
        feeder.start()
        for line in stream.stdout:
            done = json.loads(line)
            page = done.get("page")
            yield Row(
                path=done["path"],
                stories=len(page["articles"]) if page else None,
                page=json.dumps(page, ensure_ascii=False) if page else None,
                error=done.get("error"),
            )
        feeder.join()
    if stream.returncode != 0:
        raise RuntimeError(f"banmian ended with {stream.returncode}")


def pages(spark, banmian, texts):
    """A data frame of SCHEMA, a row a file of `texts`."""
    spark.sparkContext.addFile(os.path.abspath(banmian))
    files = spark.read.text(texts, wholetext=True).select(input_file_name().alias("path"), "value")
    return spark.createDataFrame(files.rdd.mapPartitions(read), SCHEMA)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("texts", help="files, a folder, or a pattern, wherever Spark reads from")
    arguments.add_argument("to", help="the Parquet to write")
    arguments.add_argument("--banmian", default="banmian", help="the command, built for the workers' machines")
    given = arguments.parse_args()
    session = SparkSession.builder.appName("banmian").getOrCreate()
    pages(session, given.banmian, given.texts).write.mode("overwrite").parquet(given.to)
    session.stop()
