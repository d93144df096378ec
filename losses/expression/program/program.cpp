#include "losses/expression/program/program.h"

#include <algorithm>

#include "losses/core/error.h"
#include "losses/expression/program/row_operations.h"

namespace losslab {
namespace {

using Row = RowOperation;
constexpr std::size_t unplaced = static_cast<std::size_t>(-1);

// Chooses what is computed, in which order, and where each row is kept.
class Placement {
 public:
  Placement(const RowGraph& graph, const std::array<int, Program::outputs>& wanted)
      : nodes_(graph.nodes()), wanted_(wanted) {
    count_uses();
    fuse();
    put_in_order();
  }

  std::vector<Instruction> instructions;
  std::vector<double> constants;
  std::size_t registers = 0;

  void place() {
    find_last_uses();
    slots_.assign(nodes_.size(), unplaced);
    slots_[0] = Program::input_slot;
    for (std::size_t k = 0; k < Program::outputs; ++k) {
      const int node = wanted_[k];
      if (node >= 0 && is_computed(node) && slots_[at(node)] == unplaced) slots_[at(node)] = Program::first_output + k;
    }
    for (std::size_t i = 0; i < order_.size(); ++i) place_one(i);
    // What is no result of its own is copied.
    for (std::size_t k = 0; k < Program::outputs; ++k) {
      const int node = wanted_[k];
      if (node < 0 || slots_of(node) == Program::first_output + k) continue;
      put({Row::input, 0, {narrow(slots_of(node)), 0, 0, 0}, static_cast<std::uint16_t>(Program::first_output + k)});
    }
    // The constants behind the registers.
    for (Instruction& instruction : instructions) {
      for (std::size_t k = 0; k < 4; ++k) {
        std::uint16_t& slot = instruction.from[k];
        if (slot < constant_mark) continue;
        slot = static_cast<std::uint16_t>(slot - constant_mark + Program::first_register + registers);
        instruction.constants = static_cast<std::uint8_t>(instruction.constants | (1u << k));
      }
    }
  }

 private:
  static constexpr std::uint16_t constant_mark = 0x8000;

  static std::size_t at(int node) { return static_cast<std::size_t>(node); }
  bool is_computed(int node) const { return nodes_[at(node)].operation > Row::input; }

  void count_uses() {
    uses_.assign(nodes_.size(), 0);
    for (const int node : wanted_) {
      if (node >= 0) ++uses_[at(node)];
    }
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      if (uses_[i] == 0) continue;
      for (const int argument : nodes_[i].arguments) {
        if (argument >= 0) ++uses_[at(argument)];
      }
    }
  }

  // a·b + c and a·b² in one, where the product or the square is for that alone.
  void fuse() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (uses_[i] == 0) continue;
      if (nodes_[i].operation == Row::add) fuse(nodes_[i], Row::multiply, Row::multiply_add);
      if (nodes_[i].operation == Row::multiply) fuse(nodes_[i], Row::square, Row::scaled_square);
    }
  }
  void fuse(RowNode& node, Row inner, Row both) {
    for (const std::size_t side : {0u, 1u}) {
      const int within = node.arguments[side], rest = node.arguments[1 - side];
      const RowNode& part = nodes_[at(within)];
      if (part.operation != inner || uses_[at(within)] != 1) continue;
      uses_[at(within)] = 0;
      if (both == Row::multiply_add) {
        node = {.operation = both, .arguments = {part.arguments[0], part.arguments[1], rest, -1}};
      } else {
        node = {.operation = both, .arguments = {rest, part.arguments[0], -1, -1}};
      }
      return;
    }
  }

  // Each row right before it is first needed, so that few are kept at a time.
  void put_in_order() {
    std::vector<bool> done(nodes_.size());
    std::vector<std::pair<int, std::size_t>> open;
    for (const int wanted : wanted_) {
      if (wanted >= 0) open.emplace_back(wanted, 0);
      while (!open.empty()) {
        auto& [node, next] = open.back();
        if (done[at(node)] || next == 4) {
          if (!done[at(node)] && is_computed(node)) order_.push_back(node);
          done[at(node)] = true;
          open.pop_back();
          continue;
        }
        const int argument = nodes_[at(node)].arguments[next++];
        if (argument >= 0 && !done[at(argument)]) open.emplace_back(argument, 0);
      }
    }
  }

  void find_last_uses() {
    last_use_.assign(nodes_.size(), 0);
    for (std::size_t i = 0; i < order_.size(); ++i) {
      for (const int argument : nodes_[at(order_[i])].arguments) {
        if (argument >= 0) last_use_[at(argument)] = i;
      }
    }
    for (const int node : wanted_) {
      if (node >= 0) last_use_[at(node)] = order_.size();
    }
  }

  std::size_t slots_of(int node) {
    if (nodes_[at(node)].operation != Row::number || slots_[at(node)] != unplaced) return slots_[at(node)];
    slots_[at(node)] = constant_mark + constants.size();
    constants.push_back(nodes_[at(node)].number);
    check();
    return slots_[at(node)];
  }
  static std::uint16_t narrow(std::size_t slot) { return static_cast<std::uint16_t>(slot); }

  void place_one(std::size_t i) {
    const int node = order_[i];
    Instruction instruction{nodes_[at(node)].operation};
    for (std::size_t k = 0; k < 4; ++k) {
      const int argument = nodes_[at(node)].arguments[k];
      if (argument >= 0) instruction.from[k] = narrow(slots_of(argument));
    }
    // An operation reads a pack before it writes one, so that it may write where it read.
    for (std::size_t k = 0; k < 4; ++k) {
      const int argument = nodes_[at(node)].arguments[k];
      if (argument < 0 || last_use_[at(argument)] != i || released_before(nodes_[at(node)], k)) continue;
      const std::size_t slot = slots_[at(argument)];
      if (slot >= Program::first_register && slot < constant_mark) free_.push_back(slot);
    }
    if (slots_[at(node)] == unplaced) {
      if (free_.empty()) {
        free_.push_back(Program::first_register + registers++);
        check();
      }
      slots_[at(node)] = free_.back();
      free_.pop_back();
    }
    instruction.to = narrow(slots_[at(node)]);
    put(instruction);
  }
  static bool released_before(const RowNode& node, std::size_t k) {
    return std::find(node.arguments.begin(), node.arguments.begin() + static_cast<std::ptrdiff_t>(k),
                     node.arguments[k]) != node.arguments.begin() + static_cast<std::ptrdiff_t>(k);
  }
  void put(const Instruction& instruction) { instructions.push_back(instruction); }

  void check() const {
    if (registers + constants.size() + Program::first_register < Program::most_slots) return;
    throw InputError("The formula is too long: it needs too many intermediate values.");
  }

  std::vector<RowNode> nodes_;
  std::array<int, Program::outputs> wanted_;
  std::vector<int> order_;
  std::vector<std::size_t> uses_, last_use_, slots_, free_;
};

}  // namespace

Program::Program(const RowGraph& graph, const std::array<int, outputs>& wanted) {
  Placement placement(graph, wanted);
  placement.place();
  instructions_ = std::move(placement.instructions);
  registers_ = placement.registers;
  const std::size_t room = most_scratch / std::max<std::size_t>(registers_, 1) / 8 * 8;
  block_ = std::clamp<std::size_t>(room, 8, most_samples);
  constants_ = std::move(placement.constants);
}

bool Program::passes_nan() const {
  return std::ranges::none_of(instructions_, [](const Instruction& i) {
    return i.operation == Row::input || i.operation == Row::power || i.operation >= Row::less;  // 1^x is 1
  });
}

}  // namespace losslab
