#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "losses/expression/program/row_graph.h"

namespace losslab {

// One operation on a block of samples. The rows that it reads and the one that it writes are slots: see Program.
struct Instruction {
  RowOperation operation;
  // Which of the rows that it reads are constants: bit k for the k-th.
  std::uint8_t constants = 0;
  std::array<std::uint16_t, 4> from{};
  std::uint16_t to = 0;
};

// A part of a graph as a list of instructions that runs on a block of samples at a time, each instruction on the whole
// block, so that what is decided, is decided once for a block. It never changes, and running it allocates nothing.
class Program {
 public:
  static constexpr std::size_t outputs = 3;
  // Slots: the argument, the outputs, as many registers as there are, and the constants.
  static constexpr std::uint16_t input_slot = 0, first_output = 1, first_register = 1 + outputs;
  static constexpr std::size_t most_slots = 2000, most_samples = 256, most_scratch = 16 * 1024;

  // The rows `wanted`, or −1 for one that is not. Throws InputError where the formula is too long for it.
  Program(const RowGraph& graph, const std::array<int, outputs>& wanted);

  const std::vector<Instruction>& instructions() const { return instructions_; }
  std::size_t registers() const { return registers_; }
  std::span<const double> constants() const { return constants_; }
  // Samples in a block: a multiple of 8.
  std::size_t block() const { return block_; }
  // Whether all outputs are NaN for an argument that is: nothing is compared, and nothing constant.
  bool passes_nan() const;

 private:
  std::vector<Instruction> instructions_;
  std::size_t registers_ = 0, block_ = most_samples;
  std::vector<double> constants_;
};

}  // namespace losslab
