#pragma once
#include "losses/expression/code/loss_code.h"

namespace losslab {

// One for each file of this folder that is a language.
std::string write_latex(const LossCode& code);
std::string write_numpy(const LossCode& code);
std::string write_pytorch(const LossCode& code);
std::string write_jax(const LossCode& code);
std::string write_cpp(const LossCode& code);
std::string write_r(const LossCode& code);
std::string write_matlab(const LossCode& code);
std::string write_julia(const LossCode& code);

inline constexpr CodeLanguage latex_language{"latex", "LaTeX", ".tex", write_latex};
inline constexpr CodeLanguage numpy_language{"numpy", "NumPy", ".py", write_numpy};
inline constexpr CodeLanguage pytorch_language{"pytorch", "PyTorch", ".py", write_pytorch};
inline constexpr CodeLanguage jax_language{"jax", "JAX", ".py", write_jax};
inline constexpr CodeLanguage cpp_language{"cpp", "C++", ".h", write_cpp};
inline constexpr CodeLanguage r_language{"r", "R", ".R", write_r};
inline constexpr CodeLanguage matlab_language{"matlab", "MATLAB/Octave", ".m", write_matlab};
inline constexpr CodeLanguage julia_language{"julia", "Julia", ".jl", write_julia};

}  // namespace losslab
