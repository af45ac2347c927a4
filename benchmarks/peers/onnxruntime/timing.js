const now = () => Number(process.hrtime.bigint());

/**
 * The minimum and the median time of one call in nanoseconds, as our own program measures them: samples of at least 100 microseconds, up to
 * 201 of them in a second.
 */
export async function timeOf(run) {
  const nanoseconds = async calls => {
    const start = now();
    for (let call = 0; call < calls; call++) {
      await run();
    }

    return now() - start;
  };

  for (const start = now(); now() - start < 5e8;) {
    await run();
  }

  let calls = 1;
  while (await nanoseconds(calls) < 1e5) {
    calls *= 2;
  }

  const times = [];
  for (const start = now(); times.length < 201 && now() - start < 1e9;) {
    times.push(await nanoseconds(calls) / calls);
  }

  times.sort((a, b) => a - b);
  return { minimum: times[0], median: times[times.length >> 1] };
}
