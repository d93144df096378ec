// The code that losses are written as is run on the exact values, extreme arguments included: NumPy and C++ always,
// PyTorch, R and Octave where LOSSLAB_TEST_LANGUAGES is set, as ./dev test --languages does.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "losses/expression/code/languages.h"
#include "values.h"

namespace losslab::testing {
namespace {

namespace fs = std::filesystem;

// A folder for the files of one language, which goes with it.
class Folder {
 public:
  explicit Folder(const char* name) : path(fs::temp_directory_path() / fmt::format("losslab_{}_{}", name, ::getpid())) {
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
  }
  // Its exit status; what it says goes to the test's own output.
  int run(const std::string& command) const {
    return std::system(fmt::format("cd '{}' && {} 2>&1", path.string(), command).c_str());
  }
  const fs::path path;
};

std::string shortest(double value) { return fmt::format("{}", value); }

// One row for each exact value: name, x, value, gradient, curvature, slack, and the parameters in their order.
void write_values(const Folder& folder) {
  std::string text;
  for (const ExactRow& row : exact_rows()) {
    if (!has_expression(row)) continue;
    const auto optional = [](const std::optional<double>& number) {
      return number ? shortest(*number) : std::string();
    };
    text += fmt::format("{},{},{},{},{},{}", row.loss.id(), shortest(row.x), shortest(row.value),
                        optional(row.gradient), optional(row.curvature), shortest(slack(row)));
    for (const CodeParameter& parameter : code_of(row.loss).parameters) text += "," + shortest(parameter.value);
    text += "\n";
  }
  folder.write("values.csv", text);
}

void write_losses(const Folder& folder, const CodeLanguage& language) {
  for (const Loss& loss : Loss::all()) {
    folder.write(std::string(loss.id()) + language.ending, language.write(code_of(loss)));
  }
}

// Writes the losses and the values, and runs the script of this folder's neighbour `code` on them.
void expect_runs(const CodeLanguage& language, const std::string& program, const char* script) {
  const Folder folder(language.id);
  write_losses(folder, language);
  write_values(folder);
  EXPECT_EQ(folder.run(fmt::format("{} '{}/{}' '{}'", program, LOSSLAB_CODE_CHECKS, script, folder.path.string())), 0);
}

bool languages_wanted() { return std::getenv("LOSSLAB_TEST_LANGUAGES") != nullptr; }

TEST(CodeRuns, NumPy) { expect_runs(numpy_language, "PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3", "numpy_check.py"); }

// All losses in one file: each within a namespace of its own, what they include before them.
TEST(CodeRuns, Cpp) {
  const Folder folder("cpp");
  write_values(folder);
  std::string includes, losses, table;
  for (const Loss& loss : Loss::all()) {
    const LossCode code = code_of(loss);
    std::stringstream text(write_cpp(code));
    losses += fmt::format("namespace code_{} {{\n", code.name);
    for (std::string line; std::getline(text, line);) {
      (line.starts_with("#include") ? includes : losses) += line + "\n";
    }
    losses += "}\n";
    std::string arguments = "x";
    for (std::size_t i = 0; i < code.parameters.size(); ++i) arguments += fmt::format(", p[{}]", i);
    table += fmt::format("{{\"{0}\", {{", code.name);
    for (const char* ending : {"", "_gradient", "_curvature"}) {
      table += fmt::format("[](double x, const double* p) {{ (void)p; return code_{0}::{0}{1}({2}); }}, ", code.name,
                           ending, arguments);
    }
    table += "}},\n";
  }
  folder.write("losses.h",
               includes + losses + "const std::map<std::string, std::vector<Function>> functions{\n" + table + "};\n");
  EXPECT_EQ(
      folder.run(fmt::format("'{}' -std=c++17 -O0 -Wall -Wextra -Werror -I. '{}/cpp_check.cpp' -o check && ./check",
                             LOSSLAB_CXX, LOSSLAB_CODE_CHECKS)),
      0);
}

TEST(CodeRuns, PyTorch) {
  if (!languages_wanted()) GTEST_SKIP() << "./dev test --languages runs it";
  expect_runs(pytorch_language, "PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3", "pytorch_check.py");
}

TEST(CodeRuns, R) {
  if (!languages_wanted()) GTEST_SKIP() << "./dev test --languages runs it";
  expect_runs(r_language, "Rscript --vanilla", "r_check.R");
}

TEST(CodeRuns, Octave) {
  if (!languages_wanted()) GTEST_SKIP() << "./dev test --languages runs it";
  expect_runs(matlab_language, "octave-cli --norc", "octave_check.m");
}

}  // namespace
}  // namespace losslab::testing
