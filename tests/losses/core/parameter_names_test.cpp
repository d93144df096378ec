#include <gtest/gtest.h>

#include "losses/core/loss.h"

namespace losslab {
namespace {

double set(const char* id, const char* text, const char* parameter) {
  Loss loss(id);
  loss.set_from_text(text);
  return loss.parameter(parameter);
}

std::string error_of(const char* id, const char* text) {
  try {
    Loss(id).set_from_text(text);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(ParameterNames, SymbolsRolesAndUsualNames) {
  for (const char* text : {"delta=1.5", "δ=1.5", "Delta = 1.5", "threshold=1.5", "k=1.5", "huber_slope=1.5"}) {
    EXPECT_EQ(set("huber", text, "delta"), 1.5) << text;
  }
  EXPECT_EQ(set("smooth_l1", "β=0.5", "beta"), 0.5);
  EXPECT_EQ(set("smooth_l1", "delta=0.5", "beta"), 0.5);
  EXPECT_EQ(set("pinball", "τ=0.3", "tau"), 0.3);
  EXPECT_EQ(set("pinball", "alpha=0.3", "tau"), 0.3);
  EXPECT_EQ(set("pinball", "quantile=0.3", "tau"), 0.3);
  EXPECT_EQ(set("epsilon_insensitive", "ε=0.3", "epsilon"), 0.3);
  EXPECT_EQ(set("epsilon_insensitive", "eps=0.3", "epsilon"), 0.3);
  EXPECT_EQ(set("focal", "γ=3", "gamma"), 3);
  EXPECT_EQ(set("focal_alpha", "γ=3;α=0.5", "alpha"), 0.5);
  EXPECT_EQ(set("temperature_logistic", "temperature=3", "T"), 3);
  EXPECT_EQ(set("temperature_logistic", "t=3", "T"), 3);
  EXPECT_EQ(set("student_t_nll", "df=3", "nu"), 3);
  EXPECT_EQ(set("student_t_nll", "degrees of freedom=3", "nu"), 3);
  EXPECT_EQ(set("label_smoothed_bce", "label_smoothing=0.2", "epsilon"), 0.2);
  EXPECT_EQ(set("symmetric_ce", "A=-6", "A"), -6);
  EXPECT_EQ(set("cauchy", "f_scale=2", "c"), 2);
}

// A parameter's own name, symbol included, always reads back.
TEST(ParameterNames, EachIsCalledByItsNameAndItsSymbol) {
  for (const Loss& loss : Loss::all()) {
    for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
      EXPECT_EQ(loss.parameter_index(loss.parameters()[i].name), i) << loss.id();
      EXPECT_EQ(loss.parameter_index(loss.parameters()[i].symbol), i) << loss.id() << loss.parameters()[i].symbol;
    }
  }
}

TEST(ParameterNames, WhatMayBeTwoIsNone) {
  EXPECT_EQ(error_of("focal_alpha", "weight=1"), "focal_alpha has no parameter 'weight'; it has: gamma, alpha, y.");
  EXPECT_EQ(error_of("huber", "banana=1"), "huber has no parameter 'banana'; it has: delta.");
  EXPECT_EQ(error_of("huber", "=1"), "huber has no parameter ''; it has: delta.");
}

TEST(ParameterNames, NoneMayBeGivenTwice) {
  EXPECT_EQ(error_of("huber", "delta=1;delta=2"), "huber: delta is given twice.");
  EXPECT_EQ(error_of("huber", "δ=1;delta=1"), "huber: delta is given twice.");
  EXPECT_EQ(error_of("barron", "alpha=1;c=2;scale=3"), "barron: c is given twice.");
}

}  // namespace
}  // namespace losslab
