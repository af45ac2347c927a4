// One LSTM layer in oneDNN. Weights are in the layout that oneDNN likes best ('any'); what brings them there is not timed.
#pragma once

#include <oneapi/dnnl/dnnl.hpp>

#include <unordered_map>

#include "case.hpp"

using Arguments = std::unordered_map<int, dnnl::memory>;

class Lstm {
public:
    using memory = dnnl::memory;
    using tag = memory::format_tag;

    explicit Lstm(const Case &c) : case_(c) {}

    const Case &the_case() const { return case_; }

protected:
    // Gates i, f, c~ and o: the order of our files.
    static constexpr long gates = 4;

    memory::desc any_input_matrix() const { return desc({1, 1, case_.inputs, gates, case_.units}, tag::any); }
    memory::desc any_recurrent_matrix() const { return desc({1, 1, case_.units, gates, case_.units}, tag::any); }
    memory::desc bias() const { return desc({1, 1, gates, case_.units}, tag::ldgo); }
    memory::desc inputs(long steps) const { return desc({steps, case_.batch, case_.inputs}, tag::tnc); }
    memory::desc outputs(long steps) const { return desc({steps, case_.batch, case_.units}, tag::tnc); }
    memory::desc state() const { return desc({1, 1, case_.batch, case_.units}, tag::ldnc); }

    memory load(const std::string &tensor, const memory::desc &wanted) {
        const auto stored = as_stored(wanted);
        auto values = case_.read(tensor, stored.get_size() / sizeof(float));
        memory source(stored, engine_, values.data()), target(wanted, engine_);
        copy(source, target);
        return target;
    }

    memory zeros(const memory::desc &desc) {
        memory target(desc, engine_);
        std::fill_n(static_cast<char *>(target.get_data_handle()), desc.get_size(), char{0});
        return target;
    }

    double difference(const std::string &tensor, memory &result) {
        const auto stored = as_stored(result.get_desc());
        std::vector<float> values(stored.get_size() / sizeof(float));
        memory target(stored, engine_, values.data());
        copy(result, target);
        return ::difference(case_, tensor, values);
    }

    void execute(const dnnl::primitive &primitive, const Arguments &arguments) {
        primitive.execute(stream_, arguments);
        stream_.wait();
    }

    dnnl::engine engine_{dnnl::engine::kind::cpu, 0};

private:
    static memory::desc desc(const memory::dims &dims, tag format) { return {dims, memory::data_type::f32, format}; }

    // In our files a matrix has a row for each gate's output, with its inputs side by side; all else is plain in oneDNN, too.
    static memory::desc as_stored(const memory::desc &wanted) { return wanted.dims().size() == 5 ? desc(wanted.dims(), tag::ldgoi) : wanted; }

    void copy(memory &source, memory &target) {
        dnnl::reorder(source, target).execute(stream_, source, target);
        stream_.wait();
    }

    Case case_;
    dnnl::stream stream_{engine_};
};

// Forwards without a tape. A step carries the state from call to call; a sequence starts at zero.
class Inference : public Lstm {
public:
    explicit Inference(const Case &c) : Lstm(c), carries_(c.kind == "step"), steps_(carries_ ? 1 : c.steps) {
        const auto states = carries_ ? state() : memory::desc();
        const dnnl::lstm_forward::primitive_desc forward(
            {dnnl::prop_kind::forward_inference, dnnl::rnn_direction::unidirectional_left2right, inputs(steps_), states, states,
             any_input_matrix(), any_recurrent_matrix(), bias(), outputs(steps_), states, states},
            engine_);
        implementation = forward.impl_info_str();
        primitive_ = dnnl::lstm_forward(forward);
        inputs_ = memory(inputs(steps_), engine_);
        outputs_ = memory(outputs(steps_), engine_);
        for (auto &arguments : arguments_) {
            arguments = {
                {DNNL_ARG_SRC_LAYER, inputs_},
                {DNNL_ARG_WEIGHTS_LAYER, load("input-matrix", forward.weights_layer_desc())},
                {DNNL_ARG_WEIGHTS_ITER, load("recurrent-matrix", forward.weights_iter_desc())},
                {DNNL_ARG_BIAS, load("bias", forward.bias_desc())},
                {DNNL_ARG_DST_LAYER, outputs_}};
        }

        if (carries_) {
            // Two states that take turns.
            auto h0 = zeros(state()), h1 = zeros(state()), c0 = zeros(state()), c1 = zeros(state());
            arguments_[0].insert({{DNNL_ARG_SRC_ITER, h0}, {DNNL_ARG_SRC_ITER_C, c0}, {DNNL_ARG_DST_ITER, h1}, {DNNL_ARG_DST_ITER_C, c1}});
            arguments_[1].insert({{DNNL_ARG_SRC_ITER, h1}, {DNNL_ARG_SRC_ITER_C, c1}, {DNNL_ARG_DST_ITER, h0}, {DNNL_ARG_DST_ITER_C, c0}});
        }
    }

    double check() {
        const auto &c = the_case();
        const auto inputs = c.read("inputs", c.steps * c.batch * c.inputs);
        const long size = steps_ * c.batch * c.inputs, output_size = steps_ * c.batch * c.units;
        std::vector<float> outputs;
        for (long t = 0; t < c.steps; t += steps_) {
            std::copy_n(&inputs[t * c.batch * c.inputs], size, static_cast<float *>(inputs_.get_data_handle()));
            run();
            const auto *output = static_cast<const float *>(outputs_.get_data_handle());
            outputs.insert(outputs.end(), output, output + output_size);
        }

        return ::difference(c, "outputs", outputs);
    }

    void run() {
        execute(primitive_, arguments_[turn_]);
        turn_ ^= 1;
    }

    std::string implementation;

private:
    bool carries_;
    long steps_;
    dnnl::lstm_forward primitive_;
    memory inputs_, outputs_;
    Arguments arguments_[2];
    int turn_ = 0;
};

// Forwards and backwards; gradients of weights add up, as ours do. oneDNN always computes the gradients of the inputs. The initial state is
// passed, though it is zero: without it oneDNN 2.6.3 gets the gradient of the recurrent matrix wrong.
class Training : public Lstm {
public:
    explicit Training(const Case &c) : Lstm(c) {
        constexpr auto direction = dnnl::rnn_direction::unidirectional_left2right;
        const memory::desc none, s = state(), x = inputs(c.steps), y = outputs(c.steps), b = bias();
        const auto w = any_input_matrix(), u = any_recurrent_matrix();
        const dnnl::lstm_forward::primitive_desc forward(
            {dnnl::prop_kind::forward_training, direction, x, s, s, w, u, b, y, none, none}, engine_);
        const dnnl::lstm_backward::primitive_desc backward(
            {dnnl::prop_kind::backward, direction, x, s, s, w, u, b, y, none, none, x, s, s, w, u, b, y, none, none}, engine_, forward);
        implementation = std::string(forward.impl_info_str()) + " forwards, " + backward.impl_info_str() + " backwards";
        forward_ = dnnl::lstm_forward(forward);
        backward_ = dnnl::lstm_backward(backward);
        forward_arguments_ = {
            {DNNL_ARG_SRC_LAYER, load("inputs", x)},
            {DNNL_ARG_WEIGHTS_LAYER, load("input-matrix", forward.weights_layer_desc())},
            {DNNL_ARG_WEIGHTS_ITER, load("recurrent-matrix", forward.weights_iter_desc())},
            {DNNL_ARG_BIAS, load("bias", b)},
            {DNNL_ARG_SRC_ITER, zeros(s)},
            {DNNL_ARG_SRC_ITER_C, zeros(s)},
            {DNNL_ARG_DST_LAYER, memory(y, engine_)},
            {DNNL_ARG_WORKSPACE, memory(forward.workspace_desc(), engine_)}};
        backward_arguments_ = forward_arguments_;
        backward_arguments_[DNNL_ARG_WEIGHTS_LAYER] = load("input-matrix", backward.weights_layer_desc());
        backward_arguments_[DNNL_ARG_WEIGHTS_ITER] = load("recurrent-matrix", backward.weights_iter_desc());
        backward_arguments_.insert({
            {DNNL_ARG_DIFF_DST_LAYER, load("output-gradients", y)},
            {DNNL_ARG_DIFF_SRC_LAYER, zeros(x)},
            {DNNL_ARG_DIFF_SRC_ITER, zeros(s)},
            {DNNL_ARG_DIFF_SRC_ITER_C, zeros(s)},
            {DNNL_ARG_DIFF_WEIGHTS_LAYER, zeros(backward.diff_weights_layer_desc())},
            {DNNL_ARG_DIFF_WEIGHTS_ITER, zeros(backward.diff_weights_iter_desc())},
            {DNNL_ARG_DIFF_BIAS, zeros(b)}});
    }

    double check() {
        run();
        return std::max({
            difference("outputs", forward_arguments_.at(DNNL_ARG_DST_LAYER)),
            difference("input-gradients", backward_arguments_.at(DNNL_ARG_DIFF_SRC_LAYER)),
            difference("input-matrix-gradients", backward_arguments_.at(DNNL_ARG_DIFF_WEIGHTS_LAYER)),
            difference("recurrent-matrix-gradients", backward_arguments_.at(DNNL_ARG_DIFF_WEIGHTS_ITER)),
            difference("bias-gradients", backward_arguments_.at(DNNL_ARG_DIFF_BIAS))});
    }

    void run() {
        execute(forward_, forward_arguments_);
        execute(backward_, backward_arguments_);
    }

    std::string implementation;

private:
    dnnl::lstm_forward forward_;
    dnnl::lstm_backward backward_;
    Arguments forward_arguments_, backward_arguments_;
};
