"""Classify tools on a cluster: each partition of the lines is piped through toolward.

    spark-submit classify.py --toolward ./toolward tools.ndjson verdicts

Every line of the input is a tool, or a list of tools, and what else it holds (an id, a date)
comes back under "input". Lines are answered one by one and in order, so the parts, one behind
the other, are what a single process prints. One thing differs: the "source" of a problem counts
the lines of its partition.

With --toolward the program is sent to the workers; without it they need one on their PATH.
"""

import argparse
import os
import shlex

from pyspark import SparkContext, SparkFiles

# In local mode a file that was sent lies where the driver says, on a worker in its directory.
# Spark runs a task per core, so each takes one thread. Exit 3 says that some lines have a
# problem, which these lines say themselves; any other (the program was killed, the disk is
# full) would lose lines, and has to fail the task, so that Spark tries it again.
FILTER = """
toolward=$0
[ -x "$toolward" ] || toolward=./${0##*/}
[ -x "$toolward" ] || toolward=${0##*/}
RAYON_NUM_THREADS=1 "$toolward" classify --pass-through
code=$?
[ $code = 3 ] || exit $code
"""


def arguments():
    parser = argparse.ArgumentParser(description="Classify lines of tools with Spark.")
    parser.add_argument("input", help="lines, in a file or a directory that Spark can read")
    parser.add_argument("output", help="directory to write, with one part per partition")
    parser.add_argument("--toolward", help="the program to send to the workers")
    parser.add_argument("--partitions", type=int, help="at least so many")
    return parser.parse_args()


def main():
    args = arguments()
    spark = SparkContext(appName="toolward")
    program = "toolward"
    if args.toolward:
        spark.addFile(os.path.abspath(args.toolward))
        program = SparkFiles.get(os.path.basename(args.toolward))
    lines = spark.textFile(args.input, args.partitions)
    command = shlex.join(["sh", "-c", FILTER, program])
    lines.pipe(command, env={"PATH": os.environ["PATH"]}, checkCode=True).saveAsTextFile(args.output)
    spark.stop()


if __name__ == "__main__":
    main()
