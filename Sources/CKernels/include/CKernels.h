#pragma once

#include "nb_cpu.h"
