// oneDNN: reads the cases in a folder, holds each result against ours, then times it. One line of JSON for each case.
#include <cstdio>
#include <exception>

#include "lstm.hpp"
#include "timing.hpp"

namespace {

template <typename Layer>
void measure(const Case &c) {
    Layer layer(c);
    const double difference = layer.check();
    const auto time = time_of([&] { layer.run(); });
    const auto *version = dnnl::version();
    std::printf(
        R"({"peer":"oneDNN","version":"%d.%d.%d","threads":1,"case":"%s","minimum":%.1f,"median":%.1f,"difference":%.1e,"notes":"%s"})" "\n",
        version->major, version->minor, version->patch, c.name.c_str(), time.minimum, time.median, difference, layer.implementation.c_str());
    std::fflush(stdout);
}

} // namespace

int main(int count, char **arguments) {
    if (count != 2) {
        std::fprintf(stderr, "usage: peer FOLDER\n");
        return 2;
    }

    try {
        for (const auto &c : read_cases(arguments[1])) c.kind == "train" ? measure<Training>(c) : measure<Inference>(c);
        return 0;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
