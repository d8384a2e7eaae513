#pragma once

#include "nb_conv.h"
#include "nb_cpu.h"
#include "nb_dot.h"
#include "nb_gemm.h"
#include "nb_interrupt.h"
#include "nb_loops.h"
#include "nb_math.h"
#include "nb_pool.h"
#include "nb_random.h"
#include "nb_random_pcg.h"
#include "nb_reduce.h"
#include "nb_threads.h"
