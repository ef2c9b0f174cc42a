"""Run a function over chunks of documents: here, in processes, or on a Dask cluster; the results are the same.

A chunk's result is bytes, kept as one shard file named by the chunk's key. A shard that exists is not made again,
so an interrupted run goes on where it stopped. Results come back in the order of the documents, whoever made them.
A document that kills its worker costs itself only: its chunk is halved until it stands alone, then it is given up.
"""

from mapper.runners.chunks import Chunk, Runner, Serial, chunked, run_chunks, time_cap
from mapper.runners.reading import Workers, read_all

__all__ = [
    "Chunk",
    "Runner",
    "Serial",
    "Workers",
    "chunked",
    "read_all",
    "run_chunks",
    "time_cap",
]
