// The time of one call, as our own program measures it: samples of at least 100 microseconds, up to 201 of them in a second.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

struct Timing {
    double minimum, median; // nanoseconds per call
};

template <typename Run>
Timing time_of(const Run &run) {
    using clock = std::chrono::steady_clock;
    const auto nanoseconds = [&](long calls) {
        const auto start = clock::now();
        for (long call = 0; call < calls; call++) run();
        return std::chrono::duration<double, std::nano>(clock::now() - start).count();
    };

    constexpr double warm_up = 0.5e9, sample = 1e5, total = 1e9;
    for (const auto start = clock::now(); clock::now() - start < std::chrono::nanoseconds(static_cast<long>(warm_up));) run();

    long calls = 1;
    while (nanoseconds(calls) < sample) calls *= 2;

    std::vector<double> times;
    for (double spent = 0; spent < total && times.size() < 201;) {
        const double time = nanoseconds(calls);
        spent += time;
        times.push_back(time / static_cast<double>(calls));
    }

    std::sort(times.begin(), times.end());
    return {times.front(), times[times.size() / 2]};
}
