#pragma once
#include <cstddef>

// The heavy loops of learning, with the widest vectors of the machine. Sums take sample i into accumulator i mod 8 and
// combine these pairwise, multiplication and addition are not fused: the same bits whatever the width of the vectors.
namespace losslab::kernels {

// f[i] = Σⱼ theta[j]·features[j·n + i]
void linear_outputs(const double* features, std::size_t n, std::size_t columns, const double* theta, double* f);
// gradient[j] = Σᵢ slope[i]·features[j·n + i]
void linear_pull_back(const double* features, std::size_t n, std::size_t columns, const double* slope,
                      double* gradient);

double sum(const double* values, std::size_t n);
// Σ r² over all and over those where keep[i] is not 0 (all, where keep is null).
struct SquareSums {
  double all, kept;
};
SquareSums sum_squares(const double* residuals, const double* keep, std::size_t n);

// What a layer ends with.
enum class Phi { identity, tanh, relu };

// One layer of a network over samples in the last dimension: out[o·stride + s] = φ(bias[o] + Σᵢ weights[o·inputs + i]·
// in[i·stride + s]) `stride` is a multiple of 8; all of it is computed.
void layer_forward(const double* in, std::size_t inputs, const double* weights, const double* bias, double* out,
                   std::size_t outputs, std::size_t stride, Phi phi);
// gradient of the weights: Σₛ delta[o·stride + s]·in[i·stride + s], and of the biases: Σₛ delta[o·stride + s].
void layer_gradient(const double* in, std::size_t inputs, const double* delta, std::size_t outputs, std::size_t stride,
                    double* weight_gradient, double* bias_gradient);
// delta of the layer before: φ′·Σₒ weights[o·inputs + i]·delta[o·stride + s], where `in` are the values of φ = tanh or
// ReLU, from which φ′ = 1 − in², or 1 where in > 0 and else 0.
void layer_backward(const double* in, std::size_t inputs, const double* weights, const double* delta,
                    std::size_t outputs, std::size_t stride, Phi phi, double* delta_in);

// out[i] = e^x[i]; x and out may be the same.
void exponentials(const double* x, std::size_t n, double* out);
// out[8·row + column] = Σᵢ log(1 + a[8·i + column]·b[8·i + row]) for 8 rows and 8 columns and positive a and b, as the
// logarithm of a product; that of `every` of its factors must be finite.
void softplus_tile(const double* a, const double* b, std::size_t n, std::size_t every, double* out);

// The next multiple of 8.
constexpr std::size_t padded(std::size_t n) { return (n + 7) / 8 * 8; }

}  // namespace losslab::kernels
