#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "app/cli/cli.h"

namespace losslab {

struct Outcome {
  int status = 0;
  std::string out, err;
};

// The program as a shell would call it, without its own name.
inline Outcome run(const std::vector<std::string>& arguments, const Desktop* desktop = nullptr) {
  std::vector<const char*> argv{"losslab"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  std::ostringstream out, err;
  const int status = run_command_line(static_cast<int>(argv.size()), argv.data(), LOSSLAB_ASSETS, desktop, out, err);
  return {status, out.str(), err.str()};
}

// Bad usage or input: status 2, nothing on standard output, and exactly this sentence on standard error.
inline void expect_refusal(const std::vector<std::string>& arguments, const std::string& sentence) {
  const Outcome result = run(arguments);
  EXPECT_EQ(result.status, 2) << testing::PrintToString(arguments);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, "losslab: " + sentence + "\n");
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

inline std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields{""};
  for (const char c : line) {
    if (c == ',') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// A folder of its own for each test, gone afterwards.
class CliTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* const info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              (std::string("losslab-cli-") + info->test_suite_name() + "-" + info->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }
  // Files in the folder, so that a test can see that nothing was left behind.
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder_), std::filesystem::directory_iterator()));
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace losslab
