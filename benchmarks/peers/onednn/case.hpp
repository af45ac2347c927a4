// Cases as our program writes them (../README.md), and the comparison of results with what it wrote.
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

struct Case {
    std::filesystem::path folder;
    std::string name, kind;
    long inputs = 0, units = 0, steps = 0, batch = 0;

    std::vector<float> read(const std::string &tensor, size_t length) const {
        const auto path = folder / name / (tensor + ".f32");
        if (std::filesystem::file_size(path) != length * sizeof(float)) throw std::runtime_error(path.string() + " has the wrong size");
        std::vector<float> values(length);
        std::ifstream(path, std::ios::binary).read(reinterpret_cast<char *>(values.data()), static_cast<std::streamsize>(length * sizeof(float)));
        return values;
    }
};

inline std::vector<Case> read_cases(const std::filesystem::path &folder) {
    std::vector<Case> cases;
    std::ifstream list(folder / "cases.txt");
    Case c;
    c.folder = folder;
    while (list >> c.name >> c.kind >> c.inputs >> c.units >> c.steps >> c.batch) cases.push_back(c);
    if (cases.empty()) throw std::runtime_error("no case in " + folder.string());
    return cases;
}

// The largest difference, as a share of the largest magnitude that was expected; throws if it is more than rounding explains.
inline double difference(const Case &c, const std::string &tensor, const std::vector<float> &actual) {
    constexpr double tolerance = 1e-4;
    const auto expected = c.read(tensor, actual.size());
    double scale = 0, largest = 0;
    for (const float value : expected) scale = std::max(scale, std::abs(static_cast<double>(value)));
    for (size_t i = 0; i < actual.size(); i++) {
        const double share = std::abs(static_cast<double>(actual[i]) - expected[i]) / scale;
        // Also false for NaN.
        if (!(share <= tolerance)) {
            throw std::runtime_error(c.name + ": element " + std::to_string(i) + " of " + tensor + " is " + std::to_string(actual[i])
                + ", but " + std::to_string(expected[i]) + " was expected");
        }
        largest = std::max(largest, share);
    }
    return largest;
}
